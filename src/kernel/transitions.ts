/** Transition tables: which act leads a document from which status to which. */

export type Transitions<Status extends string = string> = Readonly<
  Record<string, { from: readonly Status[]; to: readonly Status[] }>
>;

/** True when the table lists the act from `from` to `to`. */
export function allows(transitions: Transitions, act: string, from: string, to: string): boolean {
  const rule = transitions[act];
  return rule?.from.includes(from) === true && rule.to.includes(to);
}

/** True when the act can begin at all in this status: what decides whether a page offers it. */
export function canBegin(transitions: Transitions, act: string, from: string): boolean {
  return transitions[act]?.from.includes(from) ?? false;
}
