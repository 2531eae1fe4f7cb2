package org.knime.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.latentlab.platform.ui.NodeDeclaration;

/** What a node does. */
public abstract class DefaultModel implements FluentNodeAPI {

    DefaultModel() {
    }

    /** Asks for the class of the parameters. */
    public interface RequireModelParameters {

        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** Asks for what happens before execution. */
    public interface RequireConfigureOrRearrangeColumns {

        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);

        /** For a node that moves, removes or computes columns of its one table, row by row. */
        DefaultModel rearrangeColumns(
            ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange);
    }

    /** Asks for the execution. */
    public interface RequireExecute {

        DefaultModel execute(ExecuteConsumer execute);
    }

    /** A step before execution. */
    @FunctionalInterface
    public interface ConfigureOrRearrangerConsumer<I, O> {

        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** The execution. */
    @FunctionalInterface
    public interface ExecuteConsumer {

        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What is known before execution; ports count from 0, tables among all ports. */
    public interface ConfigureInput {

        <S extends NodeParameters> S getParameters();

        PortObjectSpec[] getInPortSpecs();

        <S extends PortObjectSpec> S getInPortSpec(int port);

        DataTableSpec[] getInTableSpecs();

        DataTableSpec getInTableSpec(int port);

        PortType[] getOutPortTypes();
    }

    /** Takes what is known of the output; a spec that is not set is not known yet. */
    public interface ConfigureOutput {

        <S extends PortObjectSpec> void setOutSpec(int port, S spec);

        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        void setWarningMessage(String message);
    }

    /** What a run is given; ports count from 0, tables among all ports. */
    public interface ExecuteInput {

        <S extends NodeParameters> S getParameters();

        ExecutionContext getExecutionContext();

        PortObject[] getInPortObjects();

        <D extends PortObject> D getInPortObject(int port);

        BufferedDataTable[] getInTables();

        BufferedDataTable getInTable(int port);

        PortType[] getOutPortTypes();
    }

    /** Takes what a run makes. */
    public interface ExecuteOutput {

        <D extends PortObject> void setOutData(int port, D data);

        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /** Keeps data with the node, for its view. */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        void setWarningMessage(String message);
    }

    /** The table whose columns are rearranged. */
    public interface RearrangeColumnsInput {

        <S extends NodeParameters> S getParameters();

        DataTableSpec getDataTableSpec();
    }

    /** Takes how the columns are rearranged. */
    public interface RearrangeColumnsOutput {

        void setColumnRearranger(ColumnRearranger rearranger);
    }

    /** Takes all steps. */
    static final class Builder implements RequireModelParameters, RequireConfigureOrRearrangeColumns, RequireExecute {

        private final NodeDeclaration m_declaration;

        Builder(final NodeDeclaration declaration) {
            m_declaration = declaration;
        }

        @Override
        public RequireConfigureOrRearrangeColumns
            parametersClass(final Class<? extends NodeParameters> parametersClass) {
            m_declaration.m_parametersClass = parametersClass;
            return this;
        }

        @Override
        public RequireExecute
            configure(final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure) {
            m_declaration.m_configure = configure;
            return this;
        }

        @Override
        public DefaultModel rearrangeColumns(
            final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
            final var model = new RearrangeModel(rearrange);
            return configure(model::configure).execute(model::execute);
        }

        @Override
        public DefaultModel execute(final ExecuteConsumer execute) {
            m_declaration.m_execute = execute;
            return new DefaultModel() {
                // all of it stands in the declaration
            };
        }
    }
}
