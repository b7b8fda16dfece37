/** How a run or a stage ends. */
export type Outcome = 'Completed' | 'Blocked' | 'Stopped' | 'Truncated' | 'Failed'

export type Category = 'hate-symbols' | 'violence' | 'sexual' | 'self-harm' | 'personal-data' | 'other'

export type Code =
  | 'invalid_request'
  | 'run_not_found'
  | 'offset_out_of_range'
  | 'stage_not_reached'
  | 'conflict'
  | 'rate_limited'
  | 'busy'
  | 'access_denied'
  | 'blocked'
  | 'safety_unavailable'
  | 'model_missing'
  | 'provider_unavailable'
  | 'provider_interrupted'
  | 'truncated'
  | 'timeout'
  | 'stopped'
  | 'shutting_down'
  | 'internal'
