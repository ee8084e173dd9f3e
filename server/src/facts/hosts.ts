/** Whether a host, with or without a port, is the given one or one below it (`api.example.com` for `example.com`). Letters' case does not count. */
export function isHost(host: string, of: string): boolean {
  const name = host.replace(/^[^@]*@/, '').replace(/:\d+$/, '').toLowerCase();
  return name === of || name.endsWith(`.${of}`);
}
