/** Version 1.0 is the one that no longer takes the forms of 0.x: there was no version that took both. */
export const removedForms = { deprecatedIn: '1.0.0', removedIn: '1.0.0' } as const;
