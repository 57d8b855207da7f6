/** `1 day`, `2 days`: English has two forms of what is counted. */
export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
