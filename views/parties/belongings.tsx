/** What belongs to a party on its page: the people we call, and what it sells to us. */
import { paths, type Query } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { FilterDay, Filters, FilterText } from '../ui/filters.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { ContactTable } from './contact-table.tsx';
import type { PartyPageProps } from './party-page-props.ts';

export function Contacts({ t, party, contacts, rights, form, newKey }: PartyPageProps) {
  const words = t.parties;
  const { contactName: name, duty, phone, email } = words;
  const { optional } = t.forms;
  const refused = Object.keys(form.errors).length > 0 || form.formErrors.length > 0;
  return (
    <Panel title={words.contacts} padded={false} id="contacts">
      {contacts.length === 0 ? (
        <p class="body note">{words.noContacts}</p>
      ) : (
        <ContactTable
          t={t}
          contacts={contacts}
          {...(rights.edit && { removable: { partyCode: party.code, formKey: newKey } })}
        />
      )}
      {rights.edit && (
        <details class="body" open={refused}>
          <summary>{words.addContact}</summary>
          <form class="form" method="post" action={paths.contacts(party.code)}>
            <ErrorSummary t={t} form={form} labels={{ name, duty, phone, email }} />
            <HiddenKey value={newKey()} />
            <TextField form={form} name="name" label={name} maxlength={40} required />
            <TextField form={form} name="duty" label={duty} note={optional} maxlength={40} />
            <TextField form={form} name="phone" label={phone} type="tel" maxlength={30} />
            <TextField form={form} name="email" label={email} maxlength={80} />
            <p class="note">{words.contactConsequence}</p>
            <div class="buttons">
              <Button>{words.addContact}</Button>
            </div>
          </form>
        </details>
      )}
    </Panel>
  );
}

export function Sold(props: PartyPageProps) {
  const { t, party, today, sold } = props;
  const on = sold.day === today ? undefined : sold.day;
  const words = t.parties;
  const here = (query: Query) => `${paths.party(party.code, query)}#sold`;
  const asked = { on, q: sold.q };
  const none = on === undefined ? words.sellsNone : words.sellsNoneOn(on);
  return (
    <Panel title={words.sells} note={words.sellsCount(sold.total)} padded={false} id="sold">
      <div class="body">
        <Filters t={t} action={here({})} verb={t.prices.show} {...(sold.q && { clear: here({ on }) })}>
          <FilterText
            label={t.prices.search}
            name="q"
            placeholder={t.prices.searchHint}
            {...(sold.q !== undefined && { value: sold.q })}
          />
          <FilterDay t={t} day={sold.day} today={today} />
        </Filters>
      </div>
      {sold.total === 0 ? <p class="body note">{sold.q ? t.lists.empty : none}</p> : <SoldTable {...props} on={on} />}
      <div class="body">
        <KeysetPager
          t={t}
          shown={sold.items.length}
          total={sold.total}
          {...(sold.turned && { first: here(asked) })}
          {...(sold.next !== undefined && { next: here({ ...asked, after: sold.next }) })}
        />
      </div>
    </Panel>
  );
}

function SoldTable({ t, sold, rights, on }: PartyPageProps & { on: string | undefined }) {
  const words = t.parties;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.code}</Head>
      <Head num>{words.leastPacks}</Head>
      <Head num>{words.leadDays}</Head>
    </>
  );
  return (
    <Table caption={words.sells} head={head}>
      {sold.items.map((item) => (
        <tr>
          <td>
            <span class="item">
              <a href={rights.prices ? paths.itemPrices(item.code, { on }) : paths.item(item.code)}>
                {item.genericName}
              </a>
              <small>{item.strength}</small>
            </span>
          </td>
          <td>
            <Code>{item.code}</Code>
          </td>
          <td class="num">{item.leastPacks}</td>
          <td class="num">{item.leadDays}</td>
        </tr>
      ))}
    </Table>
  );
}
