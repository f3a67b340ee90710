namespace Worker.Fixtures;

/// <summary>What a new case keeps of a document.</summary>
/// <param name="FileName">input.txt, input.html or page.json.</param>
/// <param name="Place">For source.json and for people: "lines 108-130", "pages 12-13".</param>
/// <param name="Blanked">How many names and numbers of persons were blanked out.</param>
public sealed record CaseInput(string FileName, byte[] Bytes, string Place, int Blanked);

/// <summary>What part of a document a case is to be cut from; null members mean all of it.</summary>
/// <param name="Pages">First and last page (or sheet), from 1.</param>
/// <param name="Lines">First and last line, from 1.</param>
/// <param name="Table">Which of the tables there, from 1; null where there is only one.</param>
public sealed record CaseRange((int First, int Last)? Pages, (int First, int Last)? Lines, int? Table);
