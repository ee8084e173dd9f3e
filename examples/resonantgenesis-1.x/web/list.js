// Prints the agents as the browser shows them.
const { ResonantClient, ResonantError: Refused } = require('@resonantgenesis/sdk');

async function list() {
  const client = new ResonantClient({ apiKey: 'demo' });
  try {
    const agents = await client.agents.list();
    return agents.map((agent) => `${agent.id}: ${agent.name}`);
  } catch (error) {
    if (error instanceof Refused) return [error.message];
    throw error;
  }
}

list().then((lines) => console.log(lines.join('\n')));
