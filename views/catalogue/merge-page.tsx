/** Merging a generic that stands in the catalogue twice: which one stays, what moves, what stands against it. */

import type { ConceptRow } from '../../src/catalogue/level-queries.ts';
import type { Candidate, Merger } from '../../src/catalogue/merge-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { namesComma } from '../ui/format.ts';
import { Confirm, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { itemDetail } from './item-words.tsx';

export interface MergePageProps {
  t: Words;
  concept: ConceptRow;
  /** The code of an item of the other generic, as it was typed. */
  typed: string | undefined;
  /** Undefined until the other was chosen and found. */
  merger: Merger | undefined;
  candidates: readonly Candidate[];
  form: FormState;
  formKey: string;
}

const nameOf = (concept: ConceptRow) => [concept.genericName, concept.form].filter((word) => word !== '').join(' ');

export function MergePage(props: MergePageProps) {
  const { t, concept, merger, form } = props;
  const words = t.items.merge;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[
          { label: t.catalogue.title, href: paths.catalogue() },
          { label: concept.genericName, href: paths.catalogueLevel('concept', concept.id) },
        ]}
        crumbsLabel={t.frame.position}
        facts={[nameOf(concept), t.catalogue.kinds[concept.kind]]}
      />
      <ErrorSummary t={t} form={form} labels={{ into: words.into }} />
      {merger === undefined ? <Choice {...props} /> : <Effect {...props} merger={merger} />}
    </>
  );
}

function Choice({ t, concept, typed, candidates, form }: MergePageProps) {
  const words = t.items.merge;
  const action = paths.conceptMerger(concept.id);
  return (
    <>
      {typed !== undefined && typed !== '' && (
        <Notice tone="warn" title={words.notFound(typed)}>
          {null}
        </Notice>
      )}
      <form class="form" method="get" action={action}>
        <TextField
          form={form}
          name="into"
          label={words.into}
          hint={words.intoHint}
          value={typed ?? ''}
          maxlength={40}
        />
        <SubmitBar consequence={words.lookNote}>
          <Button kind="primary">{words.look}</Button>
        </SubmitBar>
      </form>
      {candidates.length > 0 && (
        <Panel title={words.candidates} padded={false}>
          <Table
            caption={words.candidates}
            head={
              <>
                <Head>{t.items.levelNames.concept}</Head>
                <Head num>{words.items}</Head>
              </>
            }
          >
            {candidates.map((each) => (
              <tr>
                <td>
                  <a href={paths.conceptMerger(concept.id, each.code)}>{nameOf(each.concept)}</a>
                </td>
                <td class="num">{each.items}</td>
              </tr>
            ))}
          </Table>
        </Panel>
      )}
    </>
  );
}

function Effect(props: MergePageProps & { merger: Merger }) {
  const { t, concept, merger, typed = '' } = props;
  const { plan, from, into, substitutes } = merger;
  const words = t.items.merge;
  const back = <LinkButton href={paths.conceptMerger(concept.id)}>{words.other}</LinkButton>;
  const comma = namesComma(t);
  const consequences = [
    words.specifications(plan.movedSpecifications.length, plan.joinedSpecifications.length),
    words.products(plan.movedProducts.length, plan.joinedProducts.length),
    words.itemsMove(from.items.length),
    words.substitutes(substitutes.moves),
    ...(plan.newAliases.length > 0 ? [words.aliases(plan.newAliases.join(comma))] : []),
    ...plan.packsTwice.map(({ code, other }) => words.packTwice(code, other)),
    words.published,
    words.undo,
  ];
  return (
    <>
      {plan.conflicts.length > 0 ? (
        <Notice tone="warn" title={words.conflicts} buttons={back}>
          {plan.conflicts.map(({ reason, detail }) => (
            <p>{refusalText(t, { reason, detail })}</p>
          ))}
        </Notice>
      ) : (
        <Confirm
          action={paths.conceptMerger(concept.id)}
          question={words.question(nameOf(from.concept), nameOf(into.concept))}
          consequences={consequences}
          buttons={
            <>
              {back}
              <Button kind="primary">{words.act}</Button>
            </>
          }
        >
          <HiddenKey value={props.formKey} />
          <Hidden name="into" value={typed} />
          <Hidden name="seen" value={merger.seen} />
        </Confirm>
      )}
      <Moving t={t} merger={merger} />
    </>
  );
}

function Moving({ t, merger }: { t: Words; merger: Merger }) {
  const words = t.items.merge;
  const head = (
    <>
      <Head>{t.catalogue.fields.item}</Head>
      <Head>{t.catalogue.fields.code}</Head>
    </>
  );
  return (
    <Panel title={words.moving} note={words.itemsMove(merger.from.items.length)} padded={false}>
      <Table caption={words.moving} head={head}>
        {merger.from.items.slice(0, 200).map((item) => (
          <tr>
            <td>
              <Item name={item.genericName} href={paths.item(item.code)} detail={itemDetail(t, item)} />
            </td>
            <td>
              <Code>{item.code}</Code>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
