import { expect, it } from 'vitest'
import { newIdempotencyKey } from './idempotencyKey'

it('is 32 characters that nobody can guess, also where there is no randomUUID', () => {
  const secrets = Array.from({ length: 100 }, newIdempotencyKey)

  secrets.forEach((secret) => expect(secret).toMatch(/^[0-9a-f]{32}$/))
  expect(new Set(secrets).size).toBe(100)
})
