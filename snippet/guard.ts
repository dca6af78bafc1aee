/** Nothing that goes wrong in the tag may reach the page: what was to be counted is lost instead. */
export function guard<Argument>(run: (argument: Argument) => void): (argument: Argument) => void {
  return (argument) => {
    try {
      run(argument);
    } catch {}
  };
}

/** A reader of a list that others push onto: each call takes the entries that are new. */
export function reader<Entry>(take: (entry: Entry) => void): (list?: Entry[]) => void {
  let at = 0;
  return (list = []) => {
    while (at < list.length) take(list[at++] as Entry);
  };
}
