package org.latentlab.nodes.decode;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.nodes.port.ModelClassChoices;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ClassesFrom;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.LatentColumnsMode;

/** Parameters of Decode. */
@LoadDefaultsForAbsentFields
final class DecodeParameters implements NodeParameters {

    static final class ModeReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class ChosenByHand implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class VectorsReference implements ParameterReference<VectorsAs> {
    }

    static final class MayBeLists implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(VectorsReference.class).isOneOf(VectorsAs.AS_TRAINED, VectorsAs.LIST);
        }
    }

    static final class ClassesReference implements ParameterReference<ClassesFrom> {
    }

    static final class ClassesOfColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ClassesReference.class).isOneOf(ClassesFrom.COLUMN)
                .and(i.getPredicate(ModelClassChoices.IsConditional.class));
        }
    }

    static final class OneClass implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ClassesReference.class).isOneOf(ClassesFrom.ONE)
                .and(i.getPredicate(ModelClassChoices.IsConditional.class));
        }
    }

    @Widget(title = "Latent columns", description = "Which columns hold the latent code.")
    @ValueSwitchWidget
    @ValueReference(ModeReference.class)
    LatentColumnsMode m_latentMode = LatentColumnsMode.AUTO;

    @Widget(title = "Columns", description = "The columns of the latent code, as many as the model has latent "
        + "dimensions, in the order of the table.")
    @ChoicesProvider(ColumnChoices.NumbersOfSecondPort.class)
    @Effect(predicate = ChosenByHand.class, type = EffectType.SHOW)
    ColumnFilter m_latentColumns = new ColumnFilter();

    @Widget(title = "Classes", description = "Where the class comes from that a class-conditional model is told beside "
        + "the code. Has no effect for any other model.")
    @ValueSwitchWidget
    @ValueReference(ClassesReference.class)
    @Effect(predicate = ModelClassChoices.IsConditional.class, type = EffectType.SHOW)
    ClassesFrom m_classesFrom = ClassesFrom.COLUMN;

    @Widget(title = "Class column", description = "The column with the class of each row, as the classes of the model "
        + "are called. Blank: the column named “class”, else one that lists classes of the model.")
    @ChoicesProvider(ColumnChoices.ClassesOfSecondPort.class)
    @Effect(predicate = ClassesOfColumn.class, type = EffectType.SHOW)
    String m_classColumn = "";

    @Widget(title = "Class", description = "The class of all rows. Blank: the first class of the model.")
    @ChoicesProvider(ModelClassChoices.class)
    @Effect(predicate = OneClass.class, type = EffectType.SHOW)
    String m_className = "";

    @Widget(title = "Image column", description = "Name of the new column. If the table has a column of this name, the "
        + "new one gets a number.")
    String m_imageColumn = ImageColumn.DEFAULT_NAME;

    @Widget(title = "Vectors as", description = "How a model of vectors gives them. Has no effect for a model of "
        + "images.",
        advanced = true)
    @ValueSwitchWidget
    @ValueReference(VectorsReference.class)
    VectorsAs m_vectorsAs = VectorsAs.AS_TRAINED;

    @Widget(title = "Vector column", description = "Name of the new column where a model of vectors gives lists. If "
        + "the table has a column of this name, the new one gets a number.", advanced = true)
    @Effect(predicate = MayBeLists.class, type = EffectType.SHOW)
    String m_vectorColumn = "vector";

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Latent columns", m_latentMode);
        Checks.present("Classes", m_classesFrom);
        Checks.present("Class column", m_classColumn);
        Checks.present("Class", m_className);
        Checks.columnName("Image column", m_imageColumn);
        Checks.present("Vectors as", m_vectorsAs);
        Checks.columnName("Vector column", m_vectorColumn);
    }
}
