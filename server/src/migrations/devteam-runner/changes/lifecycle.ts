/** The guide keeps old forms for two minor versions at least and names none that removes them. */
export const deprecatedForms = { deprecatedIn: '2.0.0' } as const;
