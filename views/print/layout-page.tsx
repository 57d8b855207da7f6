/** One kind of paper at one place: what counts, every version, and the form of the next one. */
import { paths } from '../../src/paths.ts';
import type { LayoutRow } from '../../src/print/layout-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { LayoutForm } from './layout-form.tsx';
import type { LayoutPageProps } from './layout-page-props.ts';

export function LayoutPage(props: LayoutPageProps) {
  const { t, kind, place, inForce, manages } = props;
  const words = t.papers.layouts;
  const shown = { place: place.code, version: inForce?.place.code === place.code ? inForce.version : 0 };
  return (
    <>
      <PageHead
        title={t.papers.kinds[kind]}
        crumbs={[{ label: words.title, href: paths.layouts({ place: place.code }) }, { label: t.papers.kinds[kind] }]}
        crumbsLabel={t.frame.position}
        facts={[place.name]}
        actions={
          <LinkButton icon="i-print" newTab href={paths.layoutVersion(kind, versionAsked(inForce, shown))}>
            {words.seeCurrent}
          </LinkButton>
        }
      />
      <div class="stack">
        <Facts
          across
          facts={[
            { label: words.from, value: inForce?.place.name ?? t.papers.house },
            { label: words.version, value: inForce === undefined ? t.formats.nothing : `v${inForce.version}` },
            { label: words.since, value: inForce?.effectiveFrom ?? t.formats.nothing },
          ]}
        />
        <Versions {...props} />
        {manages ? <LayoutForm {...props} /> : <p class="note">{words.readOnly}</p>}
      </div>
    </>
  );
}

/** The sample of what counts may be of the place above. */
function versionAsked(inForce: LayoutPageProps['inForce'], own: { place: string; version: number }) {
  return inForce === undefined ? own : { place: inForce.place.code, version: inForce.version };
}

function stateOf(t: Words, row: LayoutRow, { today, own }: LayoutPageProps): string {
  const words = t.papers.layouts;
  if (row.version === own) return words.states.counts;
  return row.effectiveFrom > today && (own === undefined || row.version > own)
    ? words.states.coming
    : words.states.past;
}

function Versions(props: LayoutPageProps) {
  const { t, kind, place, versions, manages, own, formKey } = props;
  const words = t.papers.layouts;
  const newest = versions[0]?.version ?? 0;
  const follows = versions.find((row) => row.version === own)?.layout === null;
  if (versions.length === 0) return null;
  const heads = [words.version, words.since, words.state, words.layout, words.who, words.reason, words.act];
  return (
    <Panel title={words.history} padded={false}>
      <Table caption={words.history} stacks head={heads.map((head) => <Head>{head}</Head>)}>
        {versions.map((row) => (
          <tr>
            <td>v{row.version}</td>
            <td data-label={words.since}>{row.effectiveFrom}</td>
            <td data-label={words.state}>{stateOf(t, row, props)}</td>
            <td data-label={words.layout}>
              {row.layout === null ? (
                words.follows
              ) : (
                <a
                  href={paths.layoutVersion(kind, { place: place.code, version: row.version })}
                  target="_blank"
                  rel="noopener"
                >
                  {row.layout.title} {t.papers.sizes[row.layout.size]}
                </a>
              )}
            </td>
            <td data-label={words.who}>
              {row.madeByName} {fullMoment(row.madeAt)}
            </td>
            <td data-label={words.reason}>{row.reason}</td>
            <td>
              {manages && row.layout !== null && row.version !== own && (
                <Restore {...props} version={row.version} newest={newest} label={words.restore} formKey={formKey} />
              )}
            </td>
          </tr>
        ))}
      </Table>
      {manages && own !== undefined && !follows && (
        <div class="body">
          <Restore {...props} version={0} newest={newest} label={words.follow} formKey={formKey} />
        </div>
      )}
    </Panel>
  );
}

interface RestoreProps extends LayoutPageProps {
  version: number;
  newest: number;
  label: string;
}

function Restore({ kind, place, version, newest, label, formKey }: RestoreProps) {
  return (
    <form method="post" action={paths.layoutRestoration(kind)}>
      <HiddenKey value={formKey()} />
      <Hidden name="place" value={place.code} />
      <Hidden name="seen" value={newest} />
      <Hidden name="version" value={version} />
      <Button small>{label}</Button>
    </form>
  );
}
