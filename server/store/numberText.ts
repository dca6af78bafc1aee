/* Whole numbers as printable text: a digit below 47 is one character, a key of 52 bits is ten. */

const BASE = 47;
/** Five digits. Below it numbers are reckoned as integers of 32 bits, which is many times faster. */
const FIVE = BASE ** 5;
/** The characters of digits that others follow, from `!` on, and of those that end a number, from `P` to `~`. */
const MORE = 33;
const LAST = MORE + BASE;

/** Writes whole numbers from 0 to 2^53 - 1, one after another. */
export class NumberWriter {
  readonly #codes: number[] = [];

  add(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is no number to keep`);
    let high = value;
    if (value >= FIVE) {
      high = Math.floor(value / FIVE);
      let low = value - high * FIVE;
      // The quotient may have been rounded up.
      if (low < 0) {
        high -= 1;
        low += FIVE;
      }
      for (let digit = 0; digit < 5; digit += 1) low = this.#more(low);
    }
    while (high >= BASE) high = this.#more(high);
    this.#codes.push(LAST + high);
  }

  /** Of either sign. */
  addSigned(value: number): void {
    this.add(value < 0 ? -2 * value - 1 : 2 * value);
  }

  get text(): string {
    return String.fromCharCode(...this.#codes);
  }

  #more(value: number): number {
    const rest = (value / BASE) | 0;
    this.#codes.push(MORE + value - rest * BASE);
    return rest;
  }
}

/** Reads what a NumberWriter wrote, in the same order. */
export class NumberReader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  next(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      this.#at += 1;
      if (code >= LAST) return value + (code - LAST) * scale;
      if (!(code >= MORE)) throw new Error('a number is cut off');
      value += (code - MORE) * scale;
      scale *= BASE;
    }
  }

  nextSigned(): number {
    const value = this.next();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** What stands behind the numbers. */
  get rest(): string {
    return this.#text.slice(this.#at);
  }
}
