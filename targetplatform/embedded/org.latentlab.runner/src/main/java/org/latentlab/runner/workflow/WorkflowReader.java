package org.latentlab.runner.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.settings.FlowValue;

/** Reads a KNIME workflow directory: workflow.knime and the settings.xml of each node. Asks for what KNIME asks for. */
public final class WorkflowReader {

    /** The newest format known: what KNIME 5.1 and later write. */
    private static final int[] NEWEST = {5, 1, 0};

    private WorkflowReader() {
    }

    /**
     * @param directory a directory with a workflow.knime
     * @return what is in it
     * @throws RunnerException if there is no such directory, or it is no workflow that KNIME would load
     */
    public static Workflow read(final Path directory) throws RunnerException {
        if (!Files.isDirectory(directory)) {
            throw new RunnerException(ExitCodes.USAGE, "There is no directory " + directory
                + ". Give the directory of a workflow, the one that holds workflow.knime.");
        }
        final Path file = directory.resolve("workflow.knime");
        if (!Files.isRegularFile(file)) {
            throw new RunnerException(ExitCodes.LOAD, "The directory " + directory
                + " is no workflow: there is no workflow.knime in it.");
        }
        final NodeSettings settings = load(file);
        try {
            checkVersion(settings, file);
            return new Workflow(directory, nodes(settings, directory), connections(settings), variables(settings));
        } catch (InvalidSettingsException e) {
            throw new RunnerException(ExitCodes.LOAD, "The workflow file " + file + " cannot be used: "
                + e.getMessage(), e);
        }
    }

    private static NodeSettings load(final Path file) throws RunnerException {
        try (InputStream in = Files.newInputStream(file)) {
            final NodeSettings settings = new NodeSettings(file.getFileName().toString());
            NodeSettings.loadFromXML(in).copyTo(settings);
            return settings;
        } catch (IOException e) {
            throw new RunnerException(ExitCodes.LOAD, "The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void checkVersion(final NodeSettings settings, final Path file)
        throws InvalidSettingsException, RunnerException {
        final String version = settings.getString("version", "");
        if (!version.matches("\\d+(\\.\\d+)*")) {
            throw new InvalidSettingsException("its version '" + version + "' is none that can be read."
                + " Save the workflow with KNIME 5.8 or newer");
        }
        final String[] parts = version.split("\\.");
        for (int i = 0; i < NEWEST.length; i++) {
            final int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part > NEWEST[i]) {
                throw new RunnerException(ExitCodes.LOAD, "The workflow " + file.getParent() + " was saved in format "
                    + version + ", newer than 5.1.0, the newest one known. Open it in KNIME to run it.");
            }
            if (part < NEWEST[i]) {
                return;
            }
        }
    }

    private static List<WorkflowNode> nodes(final NodeSettings settings, final Path directory)
        throws InvalidSettingsException, RunnerException {
        final List<WorkflowNode> nodes = new ArrayList<>();
        final NodeSettings all = settings.getNodeSettings("nodes");
        for (String key : all.keySet()) {
            final NodeSettings node = all.getNodeSettings(key);
            final int id = node.getInt("id");
            final String kind =
                node.getString("node_type", node.getBoolean("node_is_meta", false) ? "MetaNode" : "NativeNode");
            final String place = node.getString("node_settings_file");
            nodes.add(node(id, kind, place, directory));
        }
        nodes.sort(Comparator.comparingInt(WorkflowNode::id));
        return nodes;
    }

    private static WorkflowNode node(final int id, final String kind, final String place, final Path directory)
        throws InvalidSettingsException, RunnerException {
        final String folder = place.replaceFirst("[/\\\\][^/\\\\]*$", "");
        final Path file = directory.resolve(place.replace('\\', '/')).normalize();
        if (!file.startsWith(directory.normalize())) {
            throw new InvalidSettingsException("the settings file '" + place + "' of node #" + id
                + " is outside the workflow");
        }
        final String folderName = folder.replaceFirst(" \\(#\\d+\\)$", "");
        if (!kind.equals("NativeNode")) {
            return new WorkflowNode(id, folderName, kind, "", "", false, new NodeSettings("settings.xml"));
        }
        if (!Files.isRegularFile(file)) {
            throw new RunnerException(ExitCodes.EXECUTE, "The settings of node '" + folderName + "' (#" + id
                + ") are missing: there is no file " + file + ".");
        }
        final NodeSettings settings = load(file);
        final String name = settings.getString("node-name", settings.getString("name", folderName));
        return new WorkflowNode(id, name, kind, settings.getString("factory", ""),
            settings.getString("node-bundle-symbolic-name", "unknown"),
            settings.getString("state", "").equals("EXECUTED"), settings);
    }

    private static List<Connection> connections(final NodeSettings settings) throws InvalidSettingsException {
        final List<Connection> connections = new ArrayList<>();
        final NodeSettings all = settings.getNodeSettings("connections");
        for (String key : all.keySet()) {
            final NodeSettingsRO connection = all.getNodeSettings(key);
            connections.add(new Connection(connection.getInt("sourceID"), connection.getInt("sourcePort"),
                connection.getInt("destID"), connection.getInt("destPort")));
        }
        return connections;
    }

    private static Map<String, FlowValue> variables(final NodeSettings settings) throws InvalidSettingsException {
        final Map<String, FlowValue> variables = new LinkedHashMap<>();
        if (settings.containsKey("workflow_variables")) {
            final NodeSettings all = settings.getNodeSettings("workflow_variables");
            for (String key : all.keySet()) {
                final NodeSettingsRO variable = all.getNodeSettings(key);
                final Optional<FlowValue> value = FlowValue.load(variable);
                if (value.isPresent()) {
                    variables.put(variable.getString("name"), value.get());
                }
            }
        }
        return variables;
    }
}
