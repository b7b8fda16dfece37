/** 128 random bits, 32 characters. `crypto.randomUUID` is missing where a page comes over plain http. */
export const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
