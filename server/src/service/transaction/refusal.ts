/** Something is left alone on purpose; the message is the reason that the user reads. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
