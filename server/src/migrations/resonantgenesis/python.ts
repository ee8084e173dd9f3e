import type { PythonClassModel, PythonModels, PythonValue } from '../../facts/python/values.ts';
import { asyncResource, resonantClient, resources, response, syncClient, syncResource } from './pythonNames.ts';

const one: PythonValue = { kind: 'instance', of: response };

/** Calls of a resource of which everybody knows what they give. What `data` exports is a plain dict in both versions. */
const gives: NonNullable<PythonClassModel['gives']> = { get: one, retrieve: one, create: one, update: one, list: { kind: 'collection', element: one } };

const client = (name: string, aliases: readonly string[], resource: string): PythonClassModel => ({
  name,
  aliases,
  methods: {},
  gives: { __enter__: { kind: 'instance', of: name }, __aenter__: { kind: 'instance', of: name } },
  attributes: Object.fromEntries(resources.filter((member) => member !== 'data').map((member): [string, PythonValue] => [member, { kind: 'instance', of: resource }])),
});

/** What the guide tells about the SDK's Python API: both clients, their resources, and what calls of these give. */
export const resonantgenesisPython: PythonModels = {
  classes: [
    client(resonantClient, ['resonantgenesis.client.ResonantClient'], asyncResource),
    client(syncClient, ['resonantgenesis.client.SyncClient'], syncResource),
    { name: asyncResource, aliases: [], methods: {}, gives },
    { name: syncResource, aliases: [], methods: {}, gives },
    { name: response, aliases: [], methods: {} },
  ],
  functions: {},
  families: [],
};
