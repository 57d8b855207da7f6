/** People of a party whom we call. */
import type { ContactRow } from '../../src/parties/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { Head, Table } from '../ui/table.tsx';

interface ContactTableProps {
  t: Words;
  contacts: ContactRow[];
  /** For who may take a contact off. */
  removable?: { partyCode: string; formKey: (contact: ContactRow) => string };
}

export function ContactTable({ t, contacts, removable }: ContactTableProps) {
  const words = t.parties;
  const head = (
    <>
      <Head>{words.contactName}</Head>
      <Head>{words.duty}</Head>
      <Head>{words.phone}</Head>
      <Head>{words.email}</Head>
      {removable && <Head>{words.act}</Head>}
    </>
  );
  return (
    <Table caption={words.contactsCaption} head={head} stacks>
      {contacts.map((contact) => (
        <tr>
          <td class="span-3">
            <b>{contact.name}</b>
          </td>
          <td class="span-3">{contact.duty}</td>
          <td class="span-3">{contact.phone}</td>
          <td class="span-3">{contact.email}</td>
          {removable && (
            <td>
              <form method="post" action={paths.contactEnding(removable.partyCode, contact.id)}>
                <HiddenKey value={removable.formKey(contact)} />
                <Button small kind="plain">
                  {words.removeContact}
                </Button>
              </form>
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
