/** Chinese words of members' books and months. */

export const books = {
  title: '成员账',
};
