import type { Requirement } from '../../syntax/requirements.ts';
import type { PackageFact, RequirementRoom, RuntimeFact } from '../facts.ts';

/** What a manifest's reader knows of a requirement beside the requirement itself. */
export interface RequirementPlace {
  /** Why its version cannot be changed here; `undefined` when it can. */
  readonly because?: string | undefined;
  readonly constraint?: boolean;
  readonly list?: number;
  readonly room?: RequirementRoom | undefined;
}

/** A PEP 508 requirement as a fact. `python>=3.8` asks for a runtime: some write it, though pip has no such package. */
export function requirementFact({ name, specifier, range, specifierRange, fromUrl, marker }: Requirement, place: RequirementPlace = {}): PackageFact | RuntimeFact {
  if (name === 'python' && specifier !== '') {
    return {
      kind: 'runtime', runtime: 'python', version: specifier, range: specifierRange, form: 'range',
      ...(place.because === undefined ? {} : { raising: 'none', because: place.because }),
    };
  }
  const because = place.because ?? (fromUrl ? 'it names the place that the package comes from' : undefined);
  return {
    kind: 'package', ecosystem: 'pypi', name, specifier, range,
    ...(because === undefined ? { specifierRange } : { because }),
    ...(marker === '' ? {} : { marker }),
    ...(place.constraint === true ? { constraint: true } : {}),
    ...(place.list === undefined ? {} : { list: place.list }),
    ...(place.room === undefined ? {} : { room: place.room }),
  };
}
