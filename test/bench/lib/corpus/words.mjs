// What generated files talk about.

export const nouns = [
  'account', 'asset', 'basin', 'batch', 'boiler', 'budget', 'cargo', 'carrier', 'charge', 'column', 'contract', 'customer', 'depot', 'device', 'district', 'document', 'engine', 'factor', 'fleet', 'forecast',
  'fuel', 'furnace', 'grid', 'harbour', 'invoice', 'journey', 'ledger', 'meter', 'mixture', 'order', 'parcel', 'period', 'pipeline', 'plant', 'portfolio', 'product', 'pump', 'quota', 'reading', 'region',
  'reserve', 'route', 'sample', 'schedule', 'sensor', 'shift', 'site', 'storage', 'supplier', 'tank', 'tariff', 'team', 'tenant', 'terminal', 'turbine', 'unit', 'valve', 'vehicle', 'volume', 'warehouse',
];

export const verbs = [
  'adjust', 'allocate', 'archive', 'balance', 'cap', 'check', 'collect', 'combine', 'compare', 'convert', 'count', 'describe', 'divide', 'estimate', 'expand', 'filter', 'flatten', 'group', 'index', 'join',
  'limit', 'load', 'merge', 'normalise', 'order', 'pair', 'plan', 'project', 'rank', 'reduce', 'repair', 'resolve', 'round', 'scale', 'schedule', 'select', 'share', 'shift', 'smooth', 'split',
  'sum', 'trace', 'trim', 'validate', 'weigh', 'window',
];

export const adjectives = [
  'annual', 'average', 'closed', 'current', 'daily', 'early', 'expected', 'final', 'heavy', 'hourly', 'idle', 'initial', 'late', 'local', 'measured', 'missing', 'monthly', 'net', 'open', 'partial',
  'planned', 'regional', 'rough', 'seasonal', 'shared', 'spare', 'stored', 'total', 'typical', 'weekly',
];

const endings = ['before the books are closed', 'for each region', 'in the order of the meters', 'unless the plant stands still', 'as the contract asks', 'since the last inspection', 'once a month', 'with the factor of the year', 'without the reserve', 'until the next delivery'];

export const capital = (word) => word[0].toUpperCase() + word.slice(1);
export const plural = (noun) => (noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : noun.endsWith('s') || noun.endsWith('x') ? `${noun}es` : `${noun}s`);

/** `Balances the daily readings of a plant once a month.` */
export function sentence(random) {
  return `${capital(random.pick(verbs))} the ${random.pick(adjectives)} ${plural(random.pick(nouns))} of a ${random.pick(nouns)} ${random.pick(endings)}.`;
}

export function paragraph(random, sentences) {
  return Array.from({ length: sentences }, () => sentence(random)).join(' ');
}
