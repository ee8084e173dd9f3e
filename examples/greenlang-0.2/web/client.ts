/** The dashboard's way to the emissions service. */
const server = process.env.EMISSIONS_SERVER ?? 'http://localhost:8000';
const apiKey = process.env.EMISSIONS_KEY ?? '';

export const environment = process.env.GREENLANG_ENV ?? 'development';

export async function execute(fuelType: string, consumption: number): Promise<number> {
  const response = await fetch(`${server}/api/v1/workflows/execute`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-Key': apiKey },
    body: JSON.stringify({ workflow_id: 'emissions', input: { fuel_type: fuelType, consumption } }),
  });
  const data = await response.json();
  return data.total_emissions;
}

/** Another team's server: its v1 stays. */
export async function weather(): Promise<unknown> {
  return (await fetch('https://weather.example/api/v1/query')).json();
}
