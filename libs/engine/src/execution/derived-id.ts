/**
 * Ids of a step are the command's UUIDv7 with a counter added to its last 48 bits: still UUIDs of 36 characters, in
 * order of creation, the same at every replay. Two commands never meet: the other 74 random bits and the time differ.
 */
export function derivedId(commandId: string, counter: number): string {
  const tail = (Number.parseInt(commandId.slice(24), 16) + counter) % 0x1_0000_0000_0000;
  return commandId.slice(0, 24) + tail.toString(16).padStart(12, '0');
}
