/** The first page of a supplier's people: who we know them as, which papers we hold, what lapses when. */
import type { ContactRow, LicenceLine } from '../../src/parties/page-queries.ts';
import type { PartyRow } from '../../src/parties/queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { ContactTable } from './contact-table.tsx';
import { LicenceTable } from './licence-table.tsx';

interface SupplierHomeProps {
  t: Words;
  party: PartyRow | undefined;
  licences: LicenceLine[];
  contacts: ContactRow[];
  today: string;
  /** Orders that wait for an answer, and late ones. */
  waiting: { answers: number; late: number } | undefined;
}

export function SupplierHomePage({ t, party, licences, contacts, today, waiting }: SupplierHomeProps) {
  const words = t.parties.home;
  if (party === undefined) return <Empty level="h1" title={words.unknown} text={words.unknownText} />;
  const urgent = licences.filter((line) => line.state === 'lapsed' || line.state === 'danger' || line.state === 'warn');
  const lapsed = urgent.some((line) => line.state === 'lapsed');
  return (
    <>
      <PageHead title={words.title} facts={[party.name, <Code>{party.creditCode ?? party.code}</Code>]} />
      {urgent.length > 0 && (
        <Notice tone={lapsed ? 'danger' : 'warn'} title={lapsed ? words.lapsed : words.lapsing(urgent.length)}>
          <p>{words.renewHow}</p>
        </Notice>
      )}
      {waiting !== undefined && (
        <Panel title={t.portal.homeTitle} note={t.portal.homeNote(waiting.answers, waiting.late)}>
          <div class="buttons">
            <LinkButton kind="primary" icon="i-cart" href={paths.portal()}>
              {t.portal.title}
            </LinkButton>
            <LinkButton icon="i-truck" href={paths.portalDeliveries()}>
              {t.portal.deliveries}
            </LinkButton>
            <LinkButton icon="i-payable" href={paths.portalStatement()}>
              {t.portal.statement}
            </LinkButton>
          </div>
        </Panel>
      )}
      <Panel title={words.licences} note={words.licencesNote} padded={licences.length === 0}>
        {licences.length === 0 ? (
          <p class="note">{t.parties.noLicences}</p>
        ) : (
          <LicenceTable t={t} licences={licences} today={today} />
        )}
      </Panel>
      <Panel title={words.contacts} note={words.contactsNote} padded={contacts.length === 0}>
        {contacts.length === 0 ? (
          <p class="note">{t.parties.noContacts}</p>
        ) : (
          <ContactTable t={t} contacts={contacts} />
        )}
      </Panel>
    </>
  );
}
