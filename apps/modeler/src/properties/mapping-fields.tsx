import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../editor/diagram-types.js';
import { FormulaField } from './formula-field.js';
import { asChoices } from './known-variables.js';
import type { FieldsProps } from './properties-panel.js';

/** What a step is handed and what it hands on, where names differ from those of the case. */
export function MappingFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const catches = props.element.businessObject.$instanceOf('bpmn:CatchEvent');
  const throws = props.element.businessObject.$instanceOf('bpmn:ThrowEvent');
  return (
    <details className="more-fields">
      <summary>{t('modeler.mapping.title')}</summary>
      {!catches && <Mappings {...props} side="inputParameters" type="zeebe:Input" />}
      {!throws && <Mappings {...props} side="outputParameters" type="zeebe:Output" />}
    </details>
  );
}

function Mappings(
  props: FieldsProps & { readonly side: 'inputParameters' | 'outputParameters'; readonly type: string },
): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element, extensions, variables, side, type } = props;
  const mapping = extensions.find('zeebe:IoMapping');
  const rows = (mapping?.[side] as ModdleElement[] | undefined) ?? [];
  const known = asChoices(variables);
  const write = (next: readonly ModdleElement[]): void => {
    if (mapping) {
      const others = (mapping[side === 'inputParameters' ? 'outputParameters' : 'inputParameters'] as unknown[]) ?? [];
      if (next.length === 0 && others.length === 0) return extensions.remove('zeebe:IoMapping');
      return modeler.service('modeling').updateModdleProperties(element, mapping, { [side]: [...next] });
    }
    extensions.add(modeler.service('bpmnFactory').create('zeebe:IoMapping', { [side]: [...next] }));
  };
  const make = (source: string, target: string): ModdleElement =>
    modeler.service('bpmnFactory').create(type, { source, target });
  const change = (index: number, part: { source?: string; target?: string }): void =>
    write(
      rows.map((row, at) =>
        at === index
          ? make(
              part.source ?? (row['source'] as string | undefined) ?? '',
              part.target ?? (row['target'] as string | undefined) ?? '',
            )
          : row,
      ),
    );
  return (
    <section className="mappings">
      <h3>{t(`modeler.mapping.${side}`)}</h3>
      {rows.map((row, index) => (
        <div className="mapping" key={index}>
          <FormulaField
            label={t('modeler.mapping.from')}
            writes="formula"
            value={(row['source'] as string | undefined) ?? ''}
            choices={known}
            onChange={(source) => change(index, { source })}
          />
          <FormulaField
            label={t('modeler.mapping.to')}
            writes="name"
            value={(row['target'] as string | undefined) ?? ''}
            choices={known}
            onChange={(target) => change(index, { target })}
          />
          <button
            type="button"
            className="link"
            aria-label={t('modeler.mapping.remove')}
            onClick={() => write(rows.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <Button
        size="small"
        onClick={() => {
          const first = variables[0]?.value ?? 'value';
          write([...rows, make(`=${first}`, first)]);
        }}
      >
        {t('modeler.mapping.add')}
      </Button>
    </section>
  );
}
