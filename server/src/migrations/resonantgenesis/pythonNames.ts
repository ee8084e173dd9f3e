/** The names of the SDK's Python API that rules ask for; `resonantgenesisPython` says by which other names users import them. */
export const resonantClient = 'resonantgenesis.ResonantClient';
export const syncClient = 'resonantgenesis.SyncClient';
/** What `client.agents` is, on either client. */
export const asyncResource = 'resonantgenesis.resources.AsyncResource';
export const syncResource = 'resonantgenesis.resources.SyncResource';
/** What calls on a resource give: a dict in 1.x, an object with attributes in 2.x. */
export const response = 'resonantgenesis.Response';

/** The parts of the API that the guide names, and what clients call them. */
export const resources = ['agents', 'sessions', 'webhooks', 'tools', 'teams', 'memory', 'memories', 'messages', 'data'] as const;
