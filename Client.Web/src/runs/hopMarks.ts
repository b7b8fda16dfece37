/** Something of a stage's text at a hop of this page: when, what, and whether the page was hidden. What came has its length, and how long the page could not take it. */
export type Mark = readonly [at: number, length: number, hidden: boolean, busyMs?: number]

/** They are given to whoever reads a text, who may add to them. */
export type Marks = readonly Mark[]

/** The stage has begun; all that has come is to be seen; some of it is. */
export const [beginMark, allMark, someMark] = [-1, 0, -2]

/** Notes it; who wants to know more of it does the sums. */
export const note = (marks: Marks, length: number, hidden = document.hidden, busyMs = 0): void =>
  void (marks as Mark[]).push([performance.now(), length, hidden, busyMs])
