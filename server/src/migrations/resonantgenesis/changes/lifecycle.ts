/** A form of the SDK 1.x that 2.x refuses. The guide gives no date: the version that a project goes to decides. */
export const brokenForms = { deprecatedIn: '2.0.0', removedIn: '2.0.0' } as const;
