/** One supplier or maker: whether it may be ordered from, its licences, contacts, account, goods, files and people. */
import { needsScope } from '../../src/parties/rules.ts';
import { paths } from '../../src/paths.ts';
import { Attachments } from '../attachments/panel.tsx';
import { actName } from '../audit/change-words.ts';
import { refusalText } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment, namesComma } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { BankFacts } from './bank-page.tsx';
import { Contacts, Sold } from './belongings.tsx';
import { InterestNotice } from './interest.tsx';
import { LicenceTable } from './licence-table.tsx';
import type { PartyPageProps } from './party-page-props.ts';

export function PartyPage(props: PartyPageProps) {
  const { t, party, interest, rights, files, newKey } = props;
  const words = t.parties;
  const keeps = rights.edit || rights.licence;
  return (
    <>
      <PageHead
        title={party.shortName}
        crumbs={[{ label: words.title, href: paths.parties() }]}
        crumbsLabel={t.frame.position}
        status={
          !party.active && (
            <Status icon="s-no" tone="warn" badge>
              {words.actives.retired}
            </Status>
          )
        }
        facts={[<Code>{party.code}</Code>, words.kinds[party.kind], party.name]}
        actions={<Actions {...props} />}
      />
      <div class="stack">
        <InterestNotice t={t} member={interest?.name} />
        <Blocked {...props} />
        <Columns>
          <div class="stack">
            <Licences {...props} />
            <Contacts {...props} />
            {party.kind !== 'maker' && <Sold {...props} />}
            <Attachments t={t} subject={`party ${party.code}`} lines={files} {...(keeps && { formKey: newKey() })} />
          </div>
          <Rail label={words.facts}>
            <Bank {...props} />
            <Record {...props} />
            <History {...props} />
          </Rail>
        </Columns>
      </div>
    </>
  );
}

function Actions({ t, party, rights }: PartyPageProps) {
  const words = t.parties;
  const { code, active } = party;
  return (
    <>
      {rights.licence && (
        <LinkButton kind="primary" icon="i-plus" href={paths.newLicence(code)}>
          {words.addLicence}
        </LinkButton>
      )}
      {rights.edit && (
        <LinkButton icon="i-edit" href={paths.partyEdit(code)}>
          {words.edit}
        </LinkButton>
      )}
      {rights.edit && (
        <LinkButton href={active ? paths.partyRetirement(code) : paths.partyReinstatement(code)}>
          {active ? words.retire : words.reinstate}
        </LinkButton>
      )}
    </>
  );
}

/** Which goods cannot be ordered now, and which paper each of them needs. */
function Blocked({ t, party, licences, blocks }: PartyPageProps) {
  const words = t.parties;
  const licensed = party.kind === 'maker' || licences.some((line) => needsScope(line.kind));
  if (!party.active || (blocks.length === 0 && licensed)) return null;
  const separator = namesComma(t);
  return (
    <Notice tone="danger" title={words.blocked}>
      <p>{licensed ? words.blockedText : words.noTrade}</p>
      <ul>
        {blocks.map(({ goods, refusal }) => (
          <li>
            <b>{words.requirementFor(goods.map((each) => words.goods[each]).join(separator))}</b>
            {refusalText(t, refusal)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Licences({ t, party, licences, today, rights }: PartyPageProps) {
  const words = t.parties;
  return (
    <Panel title={words.licences} note={words.licencesNote} padded={licences.length === 0}>
      {licences.length === 0 ? (
        <p class="note">{words.noLicences}</p>
      ) : (
        <LicenceTable t={t} licences={licences} today={today} {...(rights.licence && { endable: party.code })} />
      )}
    </Panel>
  );
}

function Bank({ t, party, bank, waiting, rights }: PartyPageProps) {
  const words = t.parties;
  const link = { href: paths.bank(party.code), label: words.bankLink };
  return (
    <Panel title={words.bank} {...(rights.bank && { link })}>
      {waiting && (
        <p>
          <Status icon="s-hold" tone="warn">
            {words.waiting}
          </Status>
        </p>
      )}
      {bank === undefined ? <p class="note">{words.noBank}</p> : <BankFacts t={t} bank={bank} />}
    </Panel>
  );
}

function Record({ t, party, people }: PartyPageProps) {
  const words = t.parties;
  const separator = namesComma(t);
  const facts = [
    { label: words.name, value: party.name },
    { label: words.creditCode, value: <Code>{party.creditCode ?? t.formats.nothing}</Code> },
    ...(party.address === '' ? [] : [{ label: words.address, value: party.address }]),
    ...(party.note === '' ? [] : [{ label: words.note, value: party.note }]),
    {
      label: words.people,
      value: people.length === 0 ? words.noPeople : people.map((person) => person.name).join(separator),
    },
  ];
  return (
    <Panel title={words.facts}>
      <Facts facts={facts} />
    </Panel>
  );
}

/** Who did what with it; what exactly changed stands in the trail. */
function History({ t, party, history, rights }: PartyPageProps) {
  const words = t.parties;
  const link = { href: paths.audit({ subject: party.code }), label: words.historyLink };
  const entries = history.map((row) => ({
    act: actName(t, row.act),
    by: `${row.actorName} ${fullMoment(row.at)}`,
  }));
  if (entries.length === 0) return null;
  return (
    <Panel title={words.history} padded={false} {...(rights.audit && { link })}>
      <Log body entries={entries} />
    </Panel>
  );
}
