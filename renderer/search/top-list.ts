/** The best of many, without putting all of them in order. Pure. */
export class TopList<T> {
  readonly #most: number;
  readonly #scoreOf: (item: T) => number;
  readonly #items: T[] = [];

  constructor(most: number, scoreOf: (item: T) => number) {
    this.#most = most;
    this.#scoreOf = scoreOf;
  }

  /** What an item has to be better than to come in. */
  get least(): number {
    return this.#items.length < this.#most ? -Infinity : this.#scoreOf(this.#items.at(-1)!);
  }

  /** The best first; of equals the one that came first. */
  get all(): readonly T[] {
    return this.#items;
  }

  put(item: T): void {
    const score = this.#scoreOf(item);
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#scoreOf(this.#items[middle]!) >= score) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, item);
    if (this.#items.length > this.#most) this.#items.pop();
  }
}
