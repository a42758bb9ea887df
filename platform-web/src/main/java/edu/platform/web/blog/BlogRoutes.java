package edu.platform.web.blog;

import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.blog.Blog;
import edu.platform.core.blog.Markup;
import edu.platform.core.blog.Post;
import edu.platform.core.blog.PostContent;
import edu.platform.core.blog.PostFilter;
import edu.platform.core.blog.PostStatus;
import edu.platform.core.blog.PostSummary;
import edu.platform.core.blog.Posts;
import edu.platform.core.blog.Tag;
import edu.platform.core.blog.Tags;
import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentKind;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Posts and their tags. */
public final class BlogRoutes {

  private static final Access AUTHOR = Access.staff(Role.SMM_MANAGER);

  /** Requirements section 5. */
  private static final Pattern TAG_NAME = Pattern.compile("[\\p{L}\\p{Nd} +#.-]+");

  private static final int MAX_TOPIC_LENGTH = 100;
  private static final int MAX_TAG_LENGTH = 50;
  private static final int MAX_SEARCH_LENGTH = 100;
  private static final Rule<String> TITLE = Rules.text(200);
  private static final Rule<String> TOPIC = Rules.text(MAX_TOPIC_LENGTH);
  private static final Rule<String> SOURCE = Rules.longText(100_000);
  private static final Rule<Markup> CONTENT = BlogRoutes::markup;
  private static final Rule<String> TAG =
      Rules.parsed(
          MAX_TAG_LENGTH,
          BlogRoutes::tagName,
          "must have letters, digits, spaces, + # . and - alone");
  private static final Rule<List<String>> TAGS = Rules.list(0, 10, TAG);

  private final Blog blog;
  private final Posts posts;
  private final Tags tags;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param blog the feature
   * @param documents writes and caches what is read
   */
  public BlogRoutes(Blog blog, Documents documents) {
    this.blog = blog;
    this.posts = blog.writing();
    this.tags = blog.tagging();
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/blog/posts",
            this::list,
            "q",
            "tag",
            "topic",
            "author_id",
            "from",
            "to",
            "status",
            "sort",
            "limit",
            "cursor"),
        Endpoint.get("/v1/blog/posts/{id}", this::post),
        Endpoint.patch("/v1/blog/posts/{id}", AUTHOR, this::change),
        Endpoint.delete("/v1/blog/posts/{id}", AUTHOR, this::delete, Trait.IF_MATCH),
        Endpoint.post("/v1/blog/posts/{id}/publish", AUTHOR, this::publish),
        Endpoint.action("/v1/blog/posts/{id}/archive", AUTHOR, move(posts::archive)),
        Endpoint.action("/v1/blog/posts/{id}/unpublish", AUTHOR, move(posts::unpublish)),
        Endpoint.put("/v1/blog/posts/{id}/tags", AUTHOR, this::setTags, Trait.JSON_BODY),
        Endpoint.get("/v1/blog/tags", this::tags, "q", "limit", "cursor"),
        Endpoint.get("/v1/blog/tags/{id}", this::tag),
        Endpoint.post("/v1/blog/posts", AUTHOR, this::create),
        Endpoint.post("/v1/blog/tags", AUTHOR, this::createTag),
        Endpoint.patch("/v1/blog/tags/{id}", AUTHOR, this::renameTag),
        Endpoint.delete("/v1/blog/tags/{id}", AUTHOR, this::deleteTag, Trait.IF_MATCH));
  }

  private Reply list(ApiRequest request) {
    Parameters parameters = request.parameters();
    PostFilter filter =
        new PostFilter(
            parameters.text("q", MAX_SEARCH_LENGTH),
            parameters.text("tag", MAX_TAG_LENGTH).map(name -> name.toLowerCase(Locale.ROOT)),
            parameters.text("topic", MAX_TOPIC_LENGTH),
            parameters.id("author_id"),
            parameters.day("from"),
            parameters.day("to"),
            parameters.oneOf("status", PostStatus.byCode()));
    parameters.oneOf("sort", Map.of("-publication_date", ""));
    PageRequest page = parameters.page();
    return documents.cachedPage(
        request,
        DocumentKind.COURSE_LIST,
        parameters,
        PostSummary.class,
        () -> blog.posts(request.viewer(), filter, page));
  }

  private Reply post(ApiRequest request) {
    return Reply.document(document(request.viewer(), request.idOnly()));
  }

  private Reply create(ApiRequest request) {
    Fields fields = request.fields();
    String title = fields.required("title", TITLE);
    String topic = fields.required("topic", TOPIC);
    Optional<String> cover = fields.optional("cover_image_url", Rules.url());
    Markup content = fields.required("content", CONTENT);
    fields.check();
    int id = posts.create(request.viewer(), new PostContent(title, topic, cover, content));
    return Reply.created("/v1/blog/posts/" + id, document(request.viewer(), id));
  }

  private Reply change(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    Patch<String> title = fields.patch("title", TITLE);
    Patch<String> topic = fields.patch("topic", TOPIC);
    Patch<Optional<String>> cover = fields.clearable("cover_image_url", Rules.url());
    Patch<Markup> content = fields.patch("content", CONTENT);
    fields.check();
    posts.change(
        request.viewer(),
        id,
        request.expectedVersion(),
        current ->
            new PostContent(
                title.or(current.title()),
                topic.or(current.topic()),
                cover.or(current.coverImageUrl()),
                content.or(current.content())));
    return Reply.document(document(request.viewer(), id));
  }

  private Reply delete(ApiRequest request) {
    posts.delete(request.viewer(), request.idOnly(), request.expectedVersion());
    return Reply.done();
  }

  private Reply publish(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    Optional<Instant> date = fields.optional("publication_date", Rules.moment());
    fields.check();
    posts.publish(request.viewer(), id, date);
    return Reply.document(document(request.viewer(), id));
  }

  private Endpoint.Handler move(BiConsumer<Viewer, Integer> move) {
    return request -> {
      int id = request.idOnly();
      move.accept(request.viewer(), id);
      return Reply.document(document(request.viewer(), id));
    };
  }

  private Reply setTags(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    List<String> names = fields.required("tags", TAGS);
    fields.check();
    posts.setTags(request.viewer(), id, Set.copyOf(names));
    return Reply.done();
  }

  private Reply tags(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<String> prefix = parameters.text("q", MAX_SEARCH_LENGTH);
    PageRequest page = parameters.page();
    return documents.cachedPage(
        request, DocumentKind.COURSE_LIST, parameters, Tag.class, () -> blog.tags(prefix, page));
  }

  private Reply tag(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> blog.tag(id), Tag::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("tag " + id));
  }

  private Reply createTag(ApiRequest request) {
    Fields fields = request.fields();
    String name = fields.required("name", TAG);
    fields.check();
    Tag made = tags.create(request.viewer(), name);
    return Reply.created("/v1/blog/tags/" + made.id(), documents.resource(made, made.version()));
  }

  private Reply renameTag(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    String name = fields.required("name", TAG);
    fields.check();
    Tag changed = tags.rename(request.viewer(), id, request.expectedVersion(), name);
    return Reply.document(documents.resource(changed, changed.version()));
  }

  private Reply deleteTag(ApiRequest request) {
    tags.delete(request.viewer(), request.idOnly(), request.expectedVersion());
    return Reply.done();
  }

  private Document document(Viewer viewer, int id) {
    return documents
        .resource(() -> blog.post(viewer, id), Post::version)
        .orElseThrow(() -> ProblemException.notFound("post " + id));
  }

  private static Markup markup(Object value) {
    try {
      return Markup.of(SOURCE.read(value));
    } catch (RefusedException unsafe) {
      throw new Rule.Invalid(unsafe.code(), unsafe.getMessage());
    }
  }

  private static Optional<String> tagName(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT))
        .filter(name -> TAG_NAME.matcher(name).matches());
  }
}
