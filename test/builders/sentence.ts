/** What must never be left in a sentence: an unfilled place, a value that has no words, an exclamation mark. */
export const placeholder = /undefined|\[object|NaN|null|Infinity|\$\{|=>|!|\s{2}|[a-z]\.\./;
