// The SDK 1.x as far as the guide shows it. It asks no server.
'use strict';

class ResonantError extends Error {}

class ResonantClient {
  agents = { list: async () => [{ id: 'a', name: 'Ada' }, { id: 'b', name: 'Bob' }] };
}

module.exports = { ResonantClient, ResonantError };
