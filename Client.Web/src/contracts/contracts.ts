/** The contract between server and page. Names and numbers are the server's; unknown types and fields are ignored. */
export type * from './codes'
export type * from './runEvents'
export type * from './server'
export * from './stages'
export type * from './timings'
