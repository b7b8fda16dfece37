/** The browser's reader of server-sent events; its other end is the test. */
export class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeSource[] = []
  readyState = 1
  url: URL

  constructor(url: URL) {
    super()
    this.url = new URL(url)
    FakeSource.opened.push(this)
  }

  say(name: string, data: object, lastEventId = ''): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data), lastEventId }))
  }

  giveUp(): void {
    this.readyState = FakeSource.CLOSED
    this.dispatchEvent(new Event('error'))
  }

  close(): void {
    this.readyState = FakeSource.CLOSED
  }
}
