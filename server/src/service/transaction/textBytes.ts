const encoder = new TextEncoder();
const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf];

/** Whether a file begins with a UTF-8 byte order mark. */
export function hasByteOrderMark(bytes: Uint8Array): boolean {
  return byteOrderMark.every((byte, index) => bytes[index] === byte);
}

/** The bytes of a text that is held without its byte order mark. */
export function bytesOfText(text: string, withMark: boolean): Uint8Array {
  return encoder.encode(withMark ? `\uFEFF${text}` : text);
}

/** The text of a small file of ours. Bytes that are no UTF-8 become U+FFFD. */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
