/**
 * Takes the characters out of a text that pages must not hold or that deceive the eye: control characters, halves of surrogate pairs, what is no
 * character, and what turns the direction of reading. The replacement character stands in their place, a blank for line ends.
 */
export function plainText(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, ' ').replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
