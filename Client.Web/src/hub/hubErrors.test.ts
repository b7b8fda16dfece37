import { describe, expect, it } from 'vitest'
import { errorCodeOf } from './hubErrors'

describe('the code of a refusal', () => {
  it.each([
    [
      'An error occurred on the server while streaming results. HubException: blocked: A safety check said no.',
      'blocked',
    ],
    [
      "An unexpected error occurred invoking 'StartRun' on the server. HubException: rate_limited: Later.",
      'rate_limited',
    ],
    [
      "Failed to invoke 'StopRun' due to an error on the server. HubException: conflict: HubException: busy: no",
      'conflict',
    ],
    ["Failed to invoke 'Nope' due to an error on the server. HubException: Method does not exist.", 'internal'],
    ['An error occurred on the server while streaming results.', 'internal'],
  ])('is read from what the hub says: %s', (message, code) => {
    expect(errorCodeOf(new Error(message))).toBe(code)
  })

  it.each([
    'WebSocket closed with status code: 1006 (no reason given).',
    'Invocation canceled due to the underlying connection being closed.',
    'Server timeout elapsed without receiving a message from the server.',
    "Cannot send data if the connection is not in the 'Connected' State.",
  ])('is none when the line was lost: %s', (message) => {
    expect(errorCodeOf(new Error(message))).toBeNull()
  })
})
