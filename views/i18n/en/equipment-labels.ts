/** English words of the labels of equipment. */
export const labels = {
  title: 'Print equipment labels',
  button: 'Print labels',
  file: 'Equipment labels',
  what: 'Equipment to label',
  cards: (count: number) => `${count} to label`,
  none: 'No equipment fits',
  noneText: 'Go back to the register, change the filter and print again.',
  tooMany: (most: number) => `At most ${most} at a time: narrow the register by class or member first`,
  further: (count: number) => `${count} more are printed along with these.`,
};
