/**
 * A function of a text that remembers what it found, of so many texts at most: of traffic most is alike, and
 * nobody can make it remember without bound.
 */
export function memo<Value>(most: number, find: (text: string) => Value): (text: string) => Value {
  const found = new Map<string, Value>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known;
    const value = find(text);
    if (found.size >= most) found.clear();
    found.set(text, value);
    return value;
  };
}
