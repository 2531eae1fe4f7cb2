package org.latentlab.runner;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.text.Words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code latentlab nodes}. */
@Command(name = "nodes", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    description = "Lists the nodes.")
final class NodesCommand implements Callable<Integer> {

    @ParentCommand
    private Main m_main;

    @Spec
    private CommandSpec m_spec;

    @Override
    public Integer call() throws RunnerException {
        final PrintWriter out = m_spec.commandLine().getOut();
        final NodeCatalog catalog = m_main.catalog();
        final Map<String, Map<String, String>> categories = new LinkedHashMap<>();
        int code = ExitCodes.OK;
        for (NodeCatalog.Entry entry : catalog.entries()) {
            if (!entry.hidden()) {
                try {
                    final NodeHandle node = catalog.open(entry);
                    categories.computeIfAbsent(String.join(" / ", entry.category()), c -> new LinkedHashMap<>())
                        .put(node.name(), node.shortDescription());
                } catch (RunnerException e) {
                    // the others are listed all the same
                    m_spec.commandLine().getErr().println(e.getMessage());
                    code = e.exitCode();
                }
            }
        }
        final int width =
            categories.values().stream().flatMap(c -> c.keySet().stream()).mapToInt(String::length).max().orElse(0);
        categories.forEach((category, nodes) -> {
            out.println(category);
            nodes.forEach((name, description) -> print(out, name, width, description));
        });
        out.flush();
        return code;
    }

    private static void print(final PrintWriter out, final String name, final int width, final String description) {
        final String indent = " ".repeat(width + 4);
        final List<String> lines = Words.wrap(description, Main.columns(), indent);
        out.println("  " + Words.pad(name, width) + "  " + lines.get(0).strip());
        lines.subList(1, lines.size()).forEach(out::println);
    }
}
