package org.latentlab.nodes.scorer;

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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;

/** The settings of FID/IS/DCA Scorer. */
@LoadDefaultsForAbsentFields
final class ScorerParameters implements NodeParameters {

    @Section(title = "Reference")
    interface ReferenceSection {
    }

    @Section(title = "Generated")
    @After(ReferenceSection.class)
    interface GeneratedSection {
    }

    @Section(title = "Class-conditional images", description = "For images that were each generated for a class, "
        + "for instance by Latent Sampler with a sampler of classes.")
    @After(GeneratedSection.class)
    interface ConditionalSection {
    }

    @Section(title = "Inception score")
    @After(ConditionalSection.class)
    interface InceptionSection {
    }

    static final class ConditionalReference implements ParameterReference<Boolean> {
    }

    static final class Conditional implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ConditionalReference.class).isTrue();
        }
    }

    static final class GroupedReference implements ParameterReference<Boolean> {
    }

    static final class Grouped implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(GroupedReference.class).isTrue();
        }
    }

    @Widget(title = "Image column", description = "The column of the reference images. Left blank, the first column "
        + "of PNG images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Layout(ReferenceSection.class)
    String m_referenceImageColumn = "";

    @Widget(title = "Class column", description = "The column with the class of each reference image. Left blank, the "
        + "column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(ReferenceSection.class)
    String m_referenceClassColumn = "";

    @Widget(title = "Image column", description = "The column of the generated images. Left blank, the first column "
        + "of PNG images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.ImagesOfSecondPort.class)
    @Layout(GeneratedSection.class)
    String m_generatedImageColumn = "";

    @Widget(title = "Class column", description = "The column with the class of each generated image, for instance "
        + "from kNN Labeler. Left blank, the column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.ClassesOfSecondPort.class)
    @Layout(GeneratedSection.class)
    String m_generatedClassColumn = "";

    @Widget(title = "Score each group", description = "Whether to score the groups of generated images each by itself, "
        + "besides all together: for instance the areas of the latent space they were sampled from.")
    @ValueReference(GroupedReference.class)
    @Layout(GeneratedSection.class)
    boolean m_scoreGroups = true;

    @Widget(title = "Group column", description = "The column of the generated images that names their group. Left "
        + "blank, the column named “area” is taken if there is one.")
    @ChoicesProvider(ColumnChoices.ClassesOfSecondPort.class)
    @Effect(predicate = Grouped.class, type = Effect.EffectType.SHOW)
    @Layout(GeneratedSection.class)
    String m_groupColumn = "";

    @Widget(title = "Images were generated for a class", description = "Whether to score how many of the images are "
        + "of the class that they were generated for, and how much those of a class differ.")
    @ValueReference(ConditionalReference.class)
    @Layout(ConditionalSection.class)
    boolean m_conditional;

    @Widget(title = "Column of the class asked for", description = "The column of the generated images with the class "
        + "that each was generated for. Left blank, the column named “class” is taken, else the last column of "
        + "strings. Images without such a class count in the other scores only.")
    @ChoicesProvider(ColumnChoices.ClassesOfSecondPort.class)
    @Effect(predicate = Conditional.class, type = Effect.EffectType.SHOW)
    @Layout(ConditionalSection.class)
    String m_askedColumn = "";

    @Widget(title = "Class found by", description = "Who says of which class an image is.")
    @ValueSwitchWidget
    @Effect(predicate = Conditional.class, type = Effect.EffectType.SHOW)
    @Layout(ConditionalSection.class)
    FoundBy m_foundBy = FoundBy.CLASSIFIER;

    @Widget(title = "Splits", description = "Into how many parts the generated images are split at random; the "
        + "inception score is the mean over the parts, its spread their standard deviation. A group with fewer images "
        + "than splits is split into single images, and a warning tells.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(InceptionSection.class)
    int m_splits = 10;

    @Widget(title = "Seed", description = "The seed of the split, and of the images of a class whose distances are "
        + "taken where there are more than 500: the same seed and images give the same score.")
    @Layout(InceptionSection.class)
    long m_seed = 1;

    /** For a node whose inputs are not known. */
    ScorerParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    ScorerParameters(final NodeParametersInput input) {
        m_referenceImageColumn = ColumnChoices.defaultImage(input, 0);
        m_referenceClassColumn = ColumnChoices.defaultClass(input, 0);
        m_generatedImageColumn = ColumnChoices.defaultImage(input, 1);
        m_generatedClassColumn = ColumnChoices.defaultClass(input, 1);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Class found by", m_foundBy);
        if (m_splits < 1) {
            throw new InvalidSettingsException("The inception score needs at least 1 split, not " + m_splits + ".");
        }
    }
}
