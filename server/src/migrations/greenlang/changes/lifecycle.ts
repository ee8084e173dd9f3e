/**
 * When a form of GreenLang 0.2 stops working: 0.3 still takes it and warns, 0.4 does not. The guide says that 0.4 comes in
 * the second quarter of 2026; the quarter's last day counts.
 */
export const deprecatedForms = { deprecatedIn: '0.3.0', removedIn: '0.4.0', removedOn: '2026-06-30' } as const;
