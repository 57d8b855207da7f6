/** English words of members' books and months. */
import type { books as zh } from '../zh/books.ts';

export const books: typeof zh = {
  title: 'Books of members',
};
