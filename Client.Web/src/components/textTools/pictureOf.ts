/** The content of a picture to take home. */
export interface PictureText {
  title: string
  text: string
  language: string
}

const width = 1200
const margin = 96
const size = 40
const leading = 62

/** The text in lines that fit; a word longer than a line is cut. */
export function linesOf(text: string, fits: (line: string) => boolean): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines = ['']
    for (const word of paragraph.match(/\S+\s*|\s+/g) ?? ['']) {
      for (const piece of fits(word) ? [word] : Array.from(word)) {
        if (fits((lines.at(-1)! + piece).trimEnd())) lines[lines.length - 1] += piece
        else lines.push(piece)
      }
    }
    return lines.map((line) => line.trimEnd())
  })
}

/** Draws a text as a picture, in the browser alone: nothing is sent. */
export function pictureOf({ title, text, language }: PictureText): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  const font = (weight: number, px: number) => `${weight} ${px}px ui-rounded, system-ui, sans-serif`
  const measure = canvas.getContext('2d')!
  measure.font = font(400, size)
  const lines = linesOf(text, (line) => measure.measureText(line).width <= width - 2 * margin)

  canvas.width = width
  // Browsers draw nothing on a canvas that is too high.
  canvas.height = Math.min(16_000, 3 * margin + lines.length * leading)
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#f8f6f1'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#4250c8'
  pen.fillRect(0, 0, canvas.width, 16)
  const rightToLeft = /^(ar|fa|he|ur)/.test(language)
  pen.direction = rightToLeft ? 'rtl' : 'ltr'
  pen.textAlign = 'start'
  const start = rightToLeft ? width - margin : margin
  pen.fillStyle = '#5d6278'
  pen.font = font(700, 28)
  pen.fillText(title, start, margin)
  pen.fillStyle = '#22263a'
  pen.font = font(400, size)
  lines.forEach((line, n) => pen.fillText(line, start, 2 * margin + n * leading))
  return canvas
}
