// The SDK 2.x as far as the guide shows it: a module only. It asks no server.
export class ResonantError extends Error {}

export class ResonantClient {
  agents = { list: async () => [{ id: 'a', name: 'Ada' }, { id: 'b', name: 'Bob' }] };
}
