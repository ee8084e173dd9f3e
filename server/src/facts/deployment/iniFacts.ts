import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';

/** What a systemd unit, `pytest.ini`, `tox.ini` or `setup.cfg` says of the environment and of commands. Takes the file's name too. Never throws. */
export function iniFacts(_fileName: string, _source: EmbeddedText): readonly Fact[] {
  return [];
}
