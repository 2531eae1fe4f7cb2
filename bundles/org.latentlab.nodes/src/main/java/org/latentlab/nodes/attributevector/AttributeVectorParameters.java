package org.latentlab.nodes.attributevector;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.LatentColumnsMode;

/** The settings of Attribute Vector. */
@LoadDefaultsForAbsentFields
final class AttributeVectorParameters implements NodeParameters {

    @Section(title = "Examples", description = "Codes of images that have the attribute and of others that have not.")
    interface ExamplesSection {
    }

    @Section(title = "Codes to change")
    @After(ExamplesSection.class)
    interface CodesSection {
    }

    @Section(title = "Change")
    @After(CodesSection.class)
    interface ChangeSection {
    }

    /** Which examples lack the attribute. */
    enum Others {
            @Label(value = "All others", description = "Every example with another value.")
            ALL,
            @Label(value = "One value", description = "The examples with the value given below; further ones do not "
                + "count.")
            ONE
    }

    /** Which codes are changed. */
    enum Rows {
            @Label(value = "All", description = "Every row.")
            ALL,
            @Label(value = "First", description = "The first rows, as many as given below.")
            FIRST,
            @Label(value = "Random", description = "Rows drawn at random, as many as given below.")
            RANDOM,
            @Label(value = "By value", description = "The rows with a value in a column, both given below.")
            VALUE
    }

    /** How strengths are counted. */
    enum Unit {
            @Label(value = "Difference of the means", description = "1 leads as far as from the mean without the "
                + "attribute to the mean with it.")
            DIFFERENCE,
            @Label(value = "Length", description = "The vector is brought to length 1: 1 leads a Euclidean distance of "
                + "1.")
            LENGTH
    }

    static final class ModeReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class OthersReference implements ParameterReference<Others> {
    }

    static final class BalanceReference implements ParameterReference<Boolean> {
    }

    static final class ChangedModeReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class RowsReference implements ParameterReference<Rows> {
    }

    static final class ColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class OneValue implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(OthersReference.class).isOneOf(Others.ONE);
        }
    }

    static final class Balanced implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(BalanceReference.class).isTrue();
        }
    }

    static final class ChangedColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ChangedModeReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class ByCount implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(RowsReference.class).isOneOf(Rows.FIRST, Rows.RANDOM);
        }
    }

    static final class ByValue implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(RowsReference.class).isOneOf(Rows.VALUE);
        }
    }

    @Widget(title = "Latent columns", description = "Which columns hold the latent code.")
    @ValueSwitchWidget
    @ValueReference(ModeReference.class)
    @Layout(ExamplesSection.class)
    LatentColumnsMode m_latentMode = LatentColumnsMode.AUTO;

    @Widget(title = "Columns", description = "The numeric columns of the latent code, in the order of the table.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = ColumnsChosen.class, type = Effect.EffectType.SHOW)
    @Layout(ExamplesSection.class)
    ColumnFilter m_latentColumns = new ColumnFilter();

    @Widget(title = "Group column", description = "The column that says which examples have the attribute: strings or "
        + "whole numbers. Left blank, the column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(ExamplesSection.class)
    String m_groupColumn = "";

    @Widget(title = "Value with the attribute", description = "The value that examples with the attribute have in the "
        + "group column.")
    @Layout(ExamplesSection.class)
    String m_with = "";

    @Widget(title = "Without the attribute", description = "Which examples lack the attribute.")
    @ValueSwitchWidget
    @ValueReference(OthersReference.class)
    @Layout(ExamplesSection.class)
    Others m_others = Others.ALL;

    @Widget(title = "Value without the attribute", description = "The value that examples without the attribute have "
        + "in the group column.")
    @Effect(predicate = OneValue.class, type = Effect.EffectType.SHOW)
    @Layout(ExamplesSection.class)
    String m_without = "";

    @Widget(title = "Balance by class", description = "Whether every class weighs the same that has examples of both "
        + "kinds, for an attribute that comes more often with some classes than with others.")
    @ValueReference(BalanceReference.class)
    @Layout(ExamplesSection.class)
    boolean m_balance;

    @Widget(title = "Class column", description = "The column of the examples' classes; not the group column. Left "
        + "blank, the column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = Balanced.class, type = Effect.EffectType.SHOW)
    @Layout(ExamplesSection.class)
    String m_classColumn = "";

    @Widget(title = "Latent columns", description = "Which columns hold the code to change.")
    @ValueSwitchWidget
    @ValueReference(ChangedModeReference.class)
    @Layout(CodesSection.class)
    LatentColumnsMode m_changedMode = LatentColumnsMode.AUTO;

    @Widget(title = "Columns", description = "The numeric columns of the code to change, in the order of the table. In "
        + "the output they are called z1, z2 and so on.")
    @ChoicesProvider(ColumnChoices.NumbersOfSecondPort.class)
    @Effect(predicate = ChangedColumnsChosen.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    ColumnFilter m_changedColumns = new ColumnFilter();

    @Widget(title = "Rows", description = "Which codes are changed.")
    @RadioButtonsWidget
    @ValueReference(RowsReference.class)
    @Layout(CodesSection.class)
    Rows m_rows = Rows.ALL;

    @Widget(title = "Number of rows", description = "How many codes are changed; all where there are fewer.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ByCount.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    int m_rowCount = 10;

    @Widget(title = "Column", description = "The column that says which rows are changed: strings or whole numbers. "
        + "Left blank, the column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.ClassesOfSecondPort.class)
    @Effect(predicate = ByValue.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    String m_rowColumn = "";

    @Widget(title = "Value", description = "The value that the rows to change have in it.")
    @Effect(predicate = ByValue.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    String m_rowValue = "";

    @Widget(title = "Strengths", description = "How much of the attribute is added: numbers separated by commas, 1 to "
        + "1,000 of them. 0 leaves a code as it is, numbers below 0 take the attribute away.")
    @Layout(ChangeSection.class)
    String m_strengths = "-1, 0, 1, 2";

    @Widget(title = "Unit", description = "How strengths are counted.")
    @ValueSwitchWidget
    @Layout(ChangeSection.class)
    Unit m_unit = Unit.DIFFERENCE;

    @Widget(title = "Seed", description = "The seed of rows drawn at random, and of the halves of the examples that "
        + "tell how reliable the vector is. The same seed and tables give the same result.")
    @Layout(ChangeSection.class)
    long m_seed = 1;

    /** For a node whose inputs are not known. */
    AttributeVectorParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    AttributeVectorParameters(final NodeParametersInput input) {
        m_groupColumn = ColumnChoices.defaultClass(input, 0);
        m_rowColumn = ColumnChoices.defaultClass(input, 1);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Latent columns", m_latentMode);
        Checks.present("Without the attribute", m_others);
        Checks.present("Latent columns", m_changedMode);
        Checks.present("Rows", m_rows);
        Checks.present("Unit", m_unit);
        Checks.present("Value with the attribute", m_with);
        Checks.present("Value without the attribute", m_without);
        Checks.present("Value", m_rowValue);
        Checks.present("Strengths", m_strengths);
        Checks.config(() -> Strengths.parse(m_strengths));
        if (m_others == Others.ONE && !m_with.isBlank() && m_with.equals(m_without)) {
            throw new InvalidSettingsException("Examples with and without the attribute have the same value '" + m_with
                + "'. Give two values.");
        }
        if (m_rows == Rows.FIRST || m_rows == Rows.RANDOM) {
            Checks.range("Number of rows", m_rowCount, 1, Integer.MAX_VALUE);
        }
    }
}
