package org.latentlab.nodes.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/**
 * The columns that a setting may name, by the kind of column and the input port. The first table a node has is at port
 * 0 or, behind a model, at port 1.
 */
public abstract class ColumnChoices implements ColumnChoicesProvider {

    private final int m_port;
    private final Predicate<DataColumnSpec> m_suitable;

    /**
     * @param port index of the input port, from 0
     * @param suitable which of its columns to offer
     */
    protected ColumnChoices(final int port, final Predicate<DataColumnSpec> suitable) {
        m_port = port;
        m_suitable = suitable;
    }

    @Override
    public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
        return table(input, m_port).map(spec -> spec.stream().filter(m_suitable).toList()).orElse(List.of());
    }

    /** An optional port that is not there has no table. */
    private static Optional<DataTableSpec> table(final NodeParametersInput input, final int port) {
        return port >= input.getInPortSpecs().length ? Optional.empty()
            : input.getInPortSpec(port).filter(DataTableSpec.class::isInstance).map(DataTableSpec.class::cast);
    }

    /**
     * The image column that a new node's dialog begins with.
     *
     * @param input what is connected
     * @param port index of the input port, from 0
     * @return the name of the column that a blank setting stands for; blank if there is none yet
     */
    public static String defaultImage(final NodeParametersInput input, final int port) {
        return table(input, port).flatMap(ImageColumn::find).orElse("");
    }

    /**
     * The class column that a new node's dialog begins with.
     *
     * @param input what is connected
     * @param port index of the input port, from 0
     * @return the name of the column that a blank setting stands for; blank if there is none yet
     */
    public static String defaultClass(final NodeParametersInput input, final int port) {
        return table(input, port).flatMap(ClassColumn::find).map(ClassColumn::name).orElse("");
    }

    /** Image columns of the first port. */
    public static final class Images extends ColumnChoices {
        /** For the dialog. */
        public Images() {
            super(0, ImageColumn::isSuitable);
        }
    }

    /** Image columns of the second port. */
    public static final class ImagesOfSecondPort extends ColumnChoices {
        /** For the dialog. */
        public ImagesOfSecondPort() {
            super(1, ImageColumn::isSuitable);
        }
    }

    /** Numeric columns of the first port. */
    public static final class Numbers extends ColumnChoices {
        /** For the dialog. */
        public Numbers() {
            super(0, ColumnChoices::isNumeric);
        }
    }

    /** Numeric columns of the second port. */
    public static final class NumbersOfSecondPort extends ColumnChoices {
        /** For the dialog. */
        public NumbersOfSecondPort() {
            super(1, ColumnChoices::isNumeric);
        }
    }

    /** Class columns of the first port. */
    public static final class Classes extends ColumnChoices {
        /** For the dialog. */
        public Classes() {
            super(0, ClassColumn::isSuitable);
        }
    }

    /** Class columns of the second port. */
    public static final class ClassesOfSecondPort extends ColumnChoices {
        /** For the dialog. */
        public ClassesOfSecondPort() {
            super(1, ClassColumn::isSuitable);
        }
    }

    /**
     * @param column any column
     * @return whether its cells are numbers
     */
    public static boolean isNumeric(final DataColumnSpec column) {
        return column.getType().isCompatible(DoubleValue.class);
    }
}
