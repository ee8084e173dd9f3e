/** Where new secrets come from. Hosts give the system's cryptographic source; tests give a fixed one. */
export interface RandomSource {
  /** `bytes` random bytes as lower-case hexadecimal digits. */
  hex(bytes: number): string;
  /** `bytes` random bytes as padded base64. */
  base64(bytes: number): string;
}
