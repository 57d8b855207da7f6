/** Changing a level above items: the form, and beforehand which items its words stand on. */
import type { Child } from 'hono/jsx';
import type { ItemKind } from '../../src/catalogue/item.ts';
import type { FamilyMember, Level, LevelRows } from '../../src/catalogue/level-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { itemDetail } from './item-words.tsx';
import { ConceptFields, ProductFields, SpecificationFields } from './level-fields.tsx';
import { labelsOf } from './new-item-page.tsx';

export interface LevelPageProps {
  t: Words;
  level: Level;
  id: number;
  levels: Partial<LevelRows>;
  kind: ItemKind;
  /** Every item below the level. */
  members: readonly FamilyMember[];
  wordsOfKind: readonly string[];
  /** What the page saw of the row. */
  seen: string;
  form: FormState;
  formKey: string;
}

export function LevelPage(props: LevelPageProps) {
  const { t, level, kind, members, form } = props;
  const words = t.items;
  const title = { concept: words.editConcept, specification: words.editSpecification, product: words.editProduct }[
    level
  ];
  const [first] = members;
  const from = first && { label: first.item.genericName, href: paths.item(first.item.code) };
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ label: t.catalogue.title, href: paths.catalogue() }, ...(from ? [from] : [])]}
        crumbsLabel={t.frame.position}
        facts={[t.catalogue.kinds[kind]]}
      />
      <form class="form" method="post" action={paths.catalogueLevel(level, props.id)}>
        <ErrorSummary t={t} form={form} labels={labelsOf(t, kind)} />
        <HiddenKey value={props.formKey} />
        <Hidden name="seen" value={props.seen} />
        <LevelFields {...props} />
        <SubmitBar consequence={`${words.affects(members.length)}${words.historyKept}`}>
          <Button kind="primary">{words.save}</Button>
        </SubmitBar>
      </form>
      {level === 'concept' && (
        <Advice>
          {words.merge.hint} <a href={paths.conceptMerger(props.id)}>{words.merge.title}</a>
        </Advice>
      )}
      <Members t={t} members={members} />
    </>
  );
}

function LevelFields({ t, level, levels, kind, wordsOfKind, form }: LevelPageProps): Child {
  const shared = { t, form, kind, has: (word: string) => wordsOfKind.includes(word) };
  if (level === 'concept') return <ConceptFields {...shared} row={levels.concept} />;
  if (level === 'specification') return <SpecificationFields {...shared} row={levels.specification} />;
  return <ProductFields {...shared} row={levels.product} />;
}

function Members({ t, members }: Pick<LevelPageProps, 't' | 'members'>) {
  const head = (
    <>
      <Head>{t.catalogue.fields.item}</Head>
      <Head>{t.catalogue.fields.code}</Head>
    </>
  );
  return (
    <Panel title={t.items.affectsList} note={t.items.affects(members.length)} padded={false}>
      <Table caption={t.items.affectsList} head={head}>
        {members.slice(0, 200).map(({ item }) => (
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
